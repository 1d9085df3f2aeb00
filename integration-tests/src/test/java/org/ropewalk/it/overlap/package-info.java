/** Tests of commands that overlap: two-phase replies, commands that interrupt, prompts. */
package org.ropewalk.it.overlap;
