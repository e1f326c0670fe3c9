/*
 * source.h - the kinds of document that Terraform and OpenTofu write. Private to inventory,
 * except for the names, which authors/ writes plans with.
 */
#ifndef ASSAY_INVENTORY_TERRAFORM_SOURCE_H
#define ASSAY_INVENTORY_TERRAFORM_SOURCE_H

#include "inventory/model/source_kind.h"

extern const struct notation terraform_notation;

/* The attribute or block of a field; ptr NULL: no plan contains it. */
struct str planned_name(const struct field *field);

/* The names of a resource type in plans; n_types 0: no plan contains it. */
const struct type_names *planned_type_names(const struct type *type);

extern const struct source_kind terraform_plan;
extern const struct source_kind opentofu_encrypted;  /* a plan or a state */
extern const struct source_kind terraform_plans;     /* a document that contains plans */
extern const struct source_kind terraform_state;     /* terraform show -json, without a plan */
extern const struct source_kind terraform_raw_state; /* a *.tfstate file */

#endif
