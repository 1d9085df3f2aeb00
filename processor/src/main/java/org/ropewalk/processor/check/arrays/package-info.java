/**
 * What a protocol must leave out whose commands are arrays of RESP. May import what {@code check}
 * may.
 */
package org.ropewalk.processor.check.arrays;
