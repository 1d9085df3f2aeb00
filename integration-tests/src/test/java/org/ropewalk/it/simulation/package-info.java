/**
 * A simulation of many connections over a network in memory: one seed decides everything that
 * happens in a {@link org.ropewalk.it.simulation.Scenario}. {@code TrafficSimulationTest} runs the
 * seeds, {@code Invariants} says what must hold. Start reading at {@code Scenario}.
 */
package org.ropewalk.it.simulation;
