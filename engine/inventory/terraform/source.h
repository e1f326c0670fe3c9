/*
 * source.h - the kinds of document that Terraform and OpenTofu write. Private to inventory.
 */
#ifndef ASSAY_INVENTORY_TERRAFORM_SOURCE_H
#define ASSAY_INVENTORY_TERRAFORM_SOURCE_H

#include "inventory/model/source_kind.h"

extern const struct source_kind terraform_plan;
extern const struct source_kind opentofu_encrypted;  /* a plan or a state */
extern const struct source_kind terraform_plans;     /* a document that contains plans */
extern const struct source_kind terraform_state;     /* terraform show -json, without a plan */
extern const struct source_kind terraform_raw_state; /* a *.tfstate file */

#endif
