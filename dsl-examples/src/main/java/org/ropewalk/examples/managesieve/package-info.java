/** ManageSieve (RFC 5804) without a Sieve engine: scripts are stored and checked. */
package org.ropewalk.examples.managesieve;
