/**
 * Sources of data that Tribuo can configure, and so build anew from a provenance: tables in files,
 * samples of a stored model, and other sources with what they lack filled in.
 *
 * <p>May depend on this module's models, columns and tables.
 */
package org.cdrl.tribuo.source;
