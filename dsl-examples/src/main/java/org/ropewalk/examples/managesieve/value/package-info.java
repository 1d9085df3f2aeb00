/**
 * Checks Sieve scripts (RFC 5228), and does not run them: {@code SieveReader} reads words, {@code
 * SieveParser} commands, and {@code SieveRules} has what each command takes. Start with {@link
 * org.ropewalk.examples.managesieve.value.SieveCheck}.
 */
package org.ropewalk.examples.managesieve.value;
