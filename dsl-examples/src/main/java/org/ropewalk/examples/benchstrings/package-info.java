/** The benchmark's protocol, with arguments as most would declare them. */
package org.ropewalk.examples.benchstrings;
