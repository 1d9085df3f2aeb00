/** Input at random, and input that arrives in pieces: what several tests of servers share. */
package org.ropewalk.it.random;
