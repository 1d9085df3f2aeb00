/** Graphite: points as plain text over TCP and UDP, and an administration that lists the series. */
package org.ropewalk.examples.graphite;
