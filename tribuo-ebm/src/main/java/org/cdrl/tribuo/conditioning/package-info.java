/**
 * One class per type of output: how outputs join the table that a model learns, and how they are
 * predicted from it.
 */
package org.cdrl.tribuo.conditioning;
