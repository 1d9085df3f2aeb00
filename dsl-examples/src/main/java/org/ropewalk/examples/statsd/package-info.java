/** StatsD: samples in datagrams and over TCP, and an administration that lists the aggregates. */
package org.ropewalk.examples.statsd;
