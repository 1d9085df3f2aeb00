/**
 * The engines of {@link org.ropewalk.cluster.Broadcast}, over the generated clients of NATS and
 * Redis. {@link java.util.ServiceLoader} finds them.
 */
package org.ropewalk.examples.cluster;
