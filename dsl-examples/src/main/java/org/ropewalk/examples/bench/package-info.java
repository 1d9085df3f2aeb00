/** The benchmark's protocol, with arguments that are borrowed from the line. */
package org.ropewalk.examples.bench;
