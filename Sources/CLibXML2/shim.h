// What Swift needs of libxml2, and nothing that Swift can call by itself.
#ifndef CALLPRESS_CLIBXML2_SHIM_H
#define CALLPRESS_CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlerror.h>
#include <libxml/catalog.h>

#endif
