/** The report of how good a synthetic table is, as a page for people; charts and images. */
package org.cdrl.report;
