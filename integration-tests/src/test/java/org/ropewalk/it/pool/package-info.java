/** Clients over several servers. */
package org.ropewalk.it.pool;
