/**
 * The examples' command line: {@link org.ropewalk.examples.Main}. Each protocol has a package of
 * its own.
 */
package org.ropewalk.examples;
