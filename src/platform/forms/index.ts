export type {
  AnswerError, AnswerErrorCode, Answers, Choice, ChoiceView, FormDefinition, FormFault, FormNode, FormOptions, FormPlaces, FormSession, GeoPoint, InstanceView, MediaAnswer,
  NodeView, ReadForm, Sheet, Words,
} from './model.ts'
export { languageOf, wordsIn } from './languages.ts'
export { eachNode } from './expand.ts'
export { openForm } from './session.ts'
export { readXlsForm } from './read.ts'
export { writeXlsForm } from './write.ts'
export { xformOf } from './xform.ts'
