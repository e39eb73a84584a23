/** The documents as a site: what is done to the pages that Maven's site plugin makes. */
package org.cdrl.site;
