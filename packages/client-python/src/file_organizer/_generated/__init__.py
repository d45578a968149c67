# Generated from the contract by `contract generate`; do not edit.
