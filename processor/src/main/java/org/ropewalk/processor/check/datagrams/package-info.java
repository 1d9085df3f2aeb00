/**
 * What a protocol must leave out that is served in datagrams. May import what {@code check} may.
 */
package org.ropewalk.processor.check.datagrams;
