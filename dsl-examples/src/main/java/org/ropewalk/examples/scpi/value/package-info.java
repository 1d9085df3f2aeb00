/** Values of SCPI that no template can say: numbers with units. Each is one word of a line. */
package org.ropewalk.examples.scpi.value;
