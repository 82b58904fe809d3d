// Refreshes the typed message keys without starting Next: node i18n/declare.mjs
import { declareMessages } from "./catalogue.mjs";

declareMessages("en");
