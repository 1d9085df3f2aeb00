/**
 * Generated servers beside what people write by hand, under one load.
 *
 * <p>{@link org.ropewalk.benchmarks.Benchmark} is the program. The servers that are compared live
 * in {@code peer}, the measurements of single parts in {@code parts}.
 */
package org.ropewalk.benchmarks;
