/**
 * Reports on generated examples. Whoever uses it declares the module {@code table-report}, which
 * this one leaves out because of its learners and charts.
 */
package org.cdrl.tribuo.report;
