/** Images and pages: of the demo, and of how good a synthetic table is. */
package org.cdrl.report;
