/**
 * Differential privacy: how much noisy sums over rows tell of any single row, and the columns of a
 * table as noisy counts tell them. Nothing here learns.
 */
package org.cdrl.internal.privacy;
