/**
 * What people write by hand for the benchmark's protocol: on a selector, on Netty in two ways, and
 * with a thread for each connection. Each is a program that takes a port.
 */
package org.ropewalk.benchmarks.peer;
