/*
 * source.h - the kinds of document that CloudFormation and SAM read. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_CLOUDFORMATION_SOURCE_H
#define ASSAY_INVENTORY_CLOUDFORMATION_SOURCE_H

#include "inventory/model/source_kind.h"

extern const struct source_kind cloudformation_template;

#endif
