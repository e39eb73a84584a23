/** A program for {@code spark-submit}, no public API. */
package org.cdrl.spark.submit;
