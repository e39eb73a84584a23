/** Measures, images and a page of the demo. */
package org.cdrl.demo;
