/**
 * Values of one word that are more than their bytes: the only place where an example looks into
 * one.
 */
package org.ropewalk.examples.value;
