# Generated from the contract by `pnpm generate`; do not edit.
