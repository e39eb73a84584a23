/**
 * Settings: of a model and its training, of chains, and of how graphs are executed; and how long a
 * run of given settings takes.
 */
package org.cdrl.config;
