/** The protocol of the Music Player Daemon: words in quotes, and a player's queue without sound. */
package org.ropewalk.examples.mpd;
