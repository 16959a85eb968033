// What Swift needs of libxml2, and nothing that Swift can call by itself.
#ifndef CALLPRESS_CLIBXML2_SHIM_H
#define CALLPRESS_CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlerror.h>
#include <libxml/catalog.h>

// `xmlFree` is a mutable global function pointer, which Swift 6 refuses as unsafe shared state.
static inline void callpress_xmlFree(void *pointer) { xmlFree(pointer); }

#endif
