/** SCPI: a power supply that is simulated, with the commands that IEEE 488.2 requires. */
package org.ropewalk.examples.scpi;
