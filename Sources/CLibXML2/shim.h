// What Swift needs of libxml2, and nothing that Swift can call by itself.
#ifndef CALLPRESS_CLIBXML2_SHIM_H
#define CALLPRESS_CLIBXML2_SHIM_H

// Some builds of libxml2 show ICU's types in one struct that is not used here. They clash with those
// that Foundation brings along, so they are left out.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlerror.h>
#include <libxml/catalog.h>

#endif
