/** Values of NMEA 0183 that no template can say. Each is one part of a field. */
package org.ropewalk.examples.nmea.value;
