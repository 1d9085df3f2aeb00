/** IRC: people talk in channels. */
package org.ropewalk.examples.irc;
