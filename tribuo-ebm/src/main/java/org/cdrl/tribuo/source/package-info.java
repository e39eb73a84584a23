/**
 * Sources of data that Tribuo can configure, and so build anew from a provenance: tables in files,
 * samples of a stored model, and other sources with what they lack filled in.
 */
package org.cdrl.tribuo.source;
