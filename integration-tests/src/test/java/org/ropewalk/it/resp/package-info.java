/** RESP, as Redis speaks it: arrays beside inline lines, values of both versions. */
package org.ropewalk.it.resp;
