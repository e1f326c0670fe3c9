/*
 * source.h - documents in the shape of CloudFormation's resource types. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_CLOUDFORMATION_SOURCE_H
#define ASSAY_INVENTORY_CLOUDFORMATION_SOURCE_H

#include "inventory/model/source_kind.h"

extern const struct notation cloudformation_notation;
extern const struct source_kind cloudformation_template;
/* cloud_control.c */
extern const struct source_kind aws_cloud_control, aws_cloud_control_envelope;

#endif
