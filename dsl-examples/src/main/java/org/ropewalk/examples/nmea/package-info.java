/** NMEA 0183: the sentences of a receiver that is simulated, over TCP. */
package org.ropewalk.examples.nmea;
