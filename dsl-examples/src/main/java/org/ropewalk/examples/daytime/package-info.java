/** Daytime: a server that greets, and has no commands. */
package org.ropewalk.examples.daytime;
