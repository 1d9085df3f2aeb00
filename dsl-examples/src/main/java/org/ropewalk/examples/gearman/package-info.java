/** Gearman's text administration: functions, and how many jobs wait for them. */
package org.ropewalk.examples.gearman;
