/**
 * Redis: one table of commands in arrays of RESP2 and RESP3 and in inline lines, publish and
 * subscribe, and the handler between them and the store.
 */
package org.ropewalk.examples.redis;
