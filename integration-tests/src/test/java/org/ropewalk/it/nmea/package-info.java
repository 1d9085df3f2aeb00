/** Tests of the sentences of NMEA 0183. */
package org.ropewalk.it.nmea;
