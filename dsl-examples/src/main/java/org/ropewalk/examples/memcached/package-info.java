/** memcached's text protocol: the declaration, a store, and the handler between them. */
package org.ropewalk.examples.memcached;
