/**
 * Images in files, and images made by the project: sets that are read when a batch needs them, and
 * grids of what was drawn.
 */
package org.cdrl.image;
