import { type CodeBook, codeBookFrom } from '../codeBook.ts'
import { metadataUid, type MetadataKind } from '../metadata/uid.ts'
import { attributes } from '../model/attributes.ts'
import { fields } from '../model/fields.ts'
import { programs, relationshipTypes } from '../model/programs.ts'

/** The code book of a server that holds our package as it is, worked out from our own UIDs. */
export const ownCodeBook = (): CodeBook =>
    codeBookFrom({
        trackedEntityAttributes: coded('trackedEntityAttribute', attributes),
        dataElements: coded('dataElement', fields),
        programStages: coded(
            'programStage',
            programs.flatMap((program) => program.stages)
        ),
        programs: coded('program', programs),
        relationshipTypes: coded('relationshipType', relationshipTypes),
    })

const coded = (kind: MetadataKind, objects: readonly { code: string }[]) =>
    objects.map(({ code }) => ({ id: metadataUid(kind, code), code }))
