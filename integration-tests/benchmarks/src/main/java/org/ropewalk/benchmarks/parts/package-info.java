/** What single parts cost, measured by JMH. */
package org.ropewalk.benchmarks.parts;
