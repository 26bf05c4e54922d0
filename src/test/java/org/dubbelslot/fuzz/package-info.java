/**
 * Fuzzes every Jazzer target of the project, one process each: {@code mvn -Pfuzz verify
 * -Dfuzz.seconds=60}. The normal test command only replays the committed inputs.
 */
package org.dubbelslot.fuzz;
